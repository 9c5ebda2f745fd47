"""Which libraries of the system a bundle leaves to the system.

What every desktop has, and what must get its security updates from there, is not
carried: the package depends on it instead. Carried are Python's own libraries, whose
names differ between releases, and small parts of X that many systems lack.
"""

LEFT_TO_SYSTEM = (
    *("libX11*", "libXau*", "libXdmcp*", "libXext*", "libXfixes*", "libXi.*"),
    *("libXrender*", "libxcb-glx*", "libxcb-render.*", "libxcb-shm*", "libxcb-randr*"),
    *("libXcomposite*", "libXdamage*", "libXcursor*", "libXinerama*", "libXrandr*"),
    *("libfontconfig*", "libfreetype*", "libpng16*", "libbrotli*", "libexpat*"),
    *("libgio-*", "libglib-*", "libgmodule-*", "libgobject-*", "libgthread-*"),
    *("libblkid*", "libmount*", "libselinux*", "libpcre2*", "libbsd*", "libmd.*"),
    *("libdbus-1*", "libsystemd*", "libcap.*", "libgcrypt*", "libgpg-error*"),
    *("liblz4*", "libzstd*", "libstdc++*", "libgcc_s*", "libjpeg*", "libwayland-*"),
    *("libcups*", "libavahi*", "libgnutls*", "libgmp*", "libhogweed*", "libnettle*"),
    *("libidn2*", "libp11-kit*", "libtasn1*", "libunistring*"),
    *("libgssapi*", "libk5crypto*", "libkrb5*", "libkeyutils*", "libcom_err*"),
    *("libgtk-3*", "libgdk*", "libatk*", "libatspi*", "libpango*", "libcairo*"),
    *("libepoxy*", "libharfbuzz*", "libfribidi*", "libthai*", "libdatrie*"),
    *("libgraphite2*", "libpixman*"),
)

#!/bin/bash
# Makes the application, signs it, has Apple look at it, and packs it. Run it on macOS:
#
#   installers/macos/build.sh "Developer ID Application: NAME (TEAM)" PROFILE
#
# PROFILE is what `xcrun notarytool store-credentials PROFILE` has kept in the keychain.
# With no arguments it makes an image for this machine alone, signed by nobody.
set -euo pipefail
cd "$(dirname "$0")/../.."
identity="${1:-}"
profile="${2:-}"
if [ -n "$identity" ] && [ -z "$profile" ]; then
    echo "Whoever signs also needs a profile of notarytool, as the second argument." >&2
    exit 2
fi

application=build/macos/first/made/incidentkit.app
if [ -n "$identity" ]; then
    application=build/macos/signed/made/incidentkit.app
fi
python3 installers/build.py macos ${identity:+--sign-as "$identity"}
version=$(plutil -extract CFBundleShortVersionString raw "$application/Contents/Info.plist")
image="dist/incidentkit-$version.dmg"

have_apple_look() {
    xcrun notarytool submit "$1" --keychain-profile "$profile" --wait
}

if [ -n "$identity" ]; then
    codesign --verify --deep --strict "$application"
    looked_at=$(mktemp -d)/incidentkit.zip
    ditto -c -k --keepParent "$application" "$looked_at"
    have_apple_look "$looked_at"
    xcrun stapler staple "$application"
fi

folder=$(mktemp -d)
ditto "$application" "$folder/incidentkit.app"
ln -s /Applications "$folder/Applications"
rm -f "$image"
hdiutil create -volname incidentkit -srcfolder "$folder" -format UDZO "$image"

if [ -n "$identity" ]; then
    codesign --sign "$identity" --timestamp "$image"
    have_apple_look "$image"
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature "$image"
fi
python3 installers/sums.py dist
echo "$image"

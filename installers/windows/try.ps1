# Installs the program as a person does, tries it, and removes it: run it on Windows, as
# a person who has no incidentkit yet.
#
#   powershell -ExecutionPolicy Bypass -File try.ps1 incidentkit-0.1.0-setup.exe
param([Parameter(Mandatory)][string]$Setup)
$ErrorActionPreference = 'Stop'
$folder = Join-Path $env:LOCALAPPDATA 'Programs\incidentkit'
$link = Join-Path $env:APPDATA 'Microsoft\Windows\Start Menu\Programs\incidentkit.lnk'
$listed = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\incidentkit'

function Test-Fact([string]$Said, [bool]$Fact) {
    if (-not $Fact) { throw "This was not seen: $Said." }
    Write-Host "  seen: $Said"
}

function Start-Quietly([string]$Program, [string[]]$Arguments) {
    (Start-Process $Program -ArgumentList $Arguments -Wait -PassThru).ExitCode
}

Test-Fact 'nobody has it yet' (-not (Test-Path $folder))
Test-Fact 'it installs without a question' ((Start-Quietly $Setup '/S') -eq 0)
Test-Fact 'it is in the start menu' (Test-Path $link)
Test-Fact 'Windows lists it' (Test-Path $listed)
foreach ($name in 'incidentkit.exe', 'incidentkit-window.exe') {
    $ended = Start-Quietly (Join-Path $folder $name) '--self-test'
    Test-Fact "$name opens its window, makes a kit, locks and unlocks" ($ended -eq 0)
}
& (Join-Path $folder 'incidentkit.exe') tour
Test-Fact 'two whole incidents can be played' ($LASTEXITCODE -eq 0)
Test-Fact 'it installs over itself' ((Start-Quietly $Setup '/S') -eq 0)

# By its own name an uninstaller comes back at once; started so, it stays until it is done.
$ended = Start-Quietly (Join-Path $folder 'Uninstall.exe') @('/S', "_?=$folder")
Test-Fact 'it is removed without a question' ($ended -eq 0)
Remove-Item (Join-Path $folder 'Uninstall.exe') -ErrorAction SilentlyContinue
Remove-Item $folder -ErrorAction SilentlyContinue
Test-Fact 'its folder is gone' (-not (Test-Path $folder))
Test-Fact 'its menu entry is gone' (-not (Test-Path $link))
Test-Fact 'Windows lists it no more' (-not (Test-Path $listed))

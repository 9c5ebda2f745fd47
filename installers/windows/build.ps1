# Makes the program for Windows, and tries it: run it on Windows, in any folder.
#
#   powershell -ExecutionPolicy Bypass -File installers\windows\build.ps1
#
# Needs Python 3.11 or later from python.org, 64-bit, with its launcher (py). Everything
# else comes from requirements-build.lock, with hashes. The archive lies in dist.
$ErrorActionPreference = 'Stop'
$root = Resolve-Path (Join-Path $PSScriptRoot '..\..')

& py -3 (Join-Path $root 'installers\build.py') windows
if ($LASTEXITCODE -ne 0) { throw "The program was not built ($LASTEXITCODE)." }

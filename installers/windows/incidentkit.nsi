; The installer for one person, who needs no administrator. installers/windows/per_user.py
; starts it and gives every name in ${capitals} that is not defined here, with SIGN when
; the uninstaller is to be signed. Silent with /S; it ends with
;   0  installed            1  stopped by the person     3  installed for everyone
;   4  a newer version is   5  the program is open       6  files could not be written
;   7  Windows is too old      there already
; The kit itself lies elsewhere (%LOCALAPPDATA%\incidentkit) and is never touched.
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!define REMOVE "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

!define TOO_OLD "incidentkit needs Windows 10 or later."
!define FOR_ALL "incidentkit is installed on this computer for everyone already. There is nothing to do."
!define NEWER "A newer version of incidentkit is installed already. It was left as it is, because an older version may not be able to read your kit."
!define OPEN_NOW "incidentkit is open. Close its window, and start this again."
!define NOT_WRITTEN "The files could not be written. Is the disk full? The version you had, if any, was left as it is."

Name "${NAME}"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION4}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs ${NAME}"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TITLE "incidentkit ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "This installs incidentkit for you alone, and needs no administrator.$\r$\n$\r$\nA kit you have already stays as it is."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "Open incidentkit now"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "This removes the program. Your kit and its backups stay on this computer."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!ifdef SIGN
  !uninstfinalize `${SIGN}` = 0
!endif

!macro REFUSE words code
  MessageBox MB_OK|MB_ICONINFORMATION "${words}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; A running program cannot be written to: that is how Windows says that it runs.
!macro REFUSE_WHILE_OPEN file
  ${If} ${FileExists} "$INSTDIR\${file}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${file}" a
    ${If} ${Errors}
      !insertmacro REFUSE "${OPEN_NOW}" 5
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro TAKE_AWAY
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${CONSOLE}"
  RMDir /r "$INSTDIR\${INSIDE}"
!macroend

Function .onInit
  SetShellVarContext current
  SetRegView 64
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  ${IfNot} ${AtLeastWin10}
    !insertmacro REFUSE "${TOO_OLD}" 7
  ${EndIf}
  ReadRegStr $0 HKLM "Software\${NAME}" "Version"
  ${If} $0 != ""
    !insertmacro REFUSE "${FOR_ALL}" 3
  ${EndIf}
  ReadRegStr $0 HKCU "${REMOVE}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro REFUSE "${NEWER}" 4
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_WHILE_OPEN "${WINDOW}"
  !insertmacro REFUSE_WHILE_OPEN "${CONSOLE}"
FunctionEnd

; Everything is unpacked beside the version that is there, which goes only then.
Section
  RMDir /r "$INSTDIR\arriving"
  SetOutPath "$INSTDIR\arriving"
  ClearErrors
  File /r "${PAYLOAD}/*"
  ${If} ${Errors}
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR\arriving"
    RMDir "$INSTDIR"
    !insertmacro REFUSE "${NOT_WRITTEN}" 6
  ${EndIf}
  SetOutPath "$INSTDIR"
  !insertmacro TAKE_AWAY
  Rename "$INSTDIR\arriving\${INSIDE}" "$INSTDIR\${INSIDE}"
  Rename "$INSTDIR\arriving\${CONSOLE}" "$INSTDIR\${CONSOLE}"
  Rename "$INSTDIR\arriving\${WINDOW}" "$INSTDIR\${WINDOW}"
  RMDir "$INSTDIR\arriving"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"
  Call Register
SectionEnd

Function Register
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "${TYPE_NAME}"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\${WINDOW}" --open "%1"'
  WriteRegStr HKCU "${REMOVE}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${REMOVE}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVE}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${REMOVE}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${REMOVE}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVE}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${REMOVE}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVE}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVE}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${REMOVE}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
FunctionEnd

Function un.onInit
  SetShellVarContext current
  SetRegView 64
  !insertmacro REFUSE_WHILE_OPEN "${WINDOW}"
  !insertmacro REFUSE_WHILE_OPEN "${CONSOLE}"
FunctionEnd

; Only what was installed goes; a file that somebody put beside it keeps the folder.
Section Uninstall
  !insertmacro TAKE_AWAY
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${REMOVE}"
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${TYPE}"
    DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
  ${RefreshShellIcons}
SectionEnd

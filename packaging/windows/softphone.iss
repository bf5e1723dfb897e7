; Inno Setup's script: makes redirect-softphone-VERSION-setup.exe of the folder that PyInstaller made.
; iscc /DVersion=0.1.0 packaging\windows\softphone.iss
; Installed for one person without an administrator, or for all with one.

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0
#endif

[Setup]
AppId={{7B0B5E3C-51F0-4C37-9E0B-3A2D0F6A7C11}
AppName=Redirect Softphone
AppVersion={#Version}
AppPublisher=Redirect Softphone developers
DefaultDirName={autopf}\Redirect Softphone
DefaultGroupName=Redirect Softphone
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=redirect-softphone-{#Version}-setup
Compression=lzma2
SolidCompression=yes
CloseApplications=yes
ChangesAssociations=yes
UninstallDisplayIcon={app}\softphone.exe

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[CustomMessages]
en.Autostart=Start with Windows, in the notification area
ru.Autostart=Запускать вместе с Windows, в области уведомлений
en.Comment=Call SIP addresses and decide where a moved call goes
ru.Comment=Звонки по адресам SIP: куда идти переадресованному звонку, решаете вы
en.Purge=Delete contacts, call history, messages and settings too?
ru.Purge=Удалить также контакты, историю звонков, сообщения и настройки?

[Tasks]
Name: "autostart"; Description: "{cm:Autostart}"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "build\frozen\softphone\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "packaging\debian\copyright"; DestDir: "{app}"; DestName: "third-parties.txt"

[Icons]
Name: "{group}\Redirect Softphone"; Filename: "{app}\softphone.exe"; Comment: "{cm:Comment}"
Name: "{autodesktop}\Redirect Softphone"; Filename: "{app}\softphone.exe"; Tasks: desktopicon

[Registry]
; Offered under Settings > Default apps for each of the schemes; Windows lets the person choose.
Root: HKA; Subkey: "Software\Classes\RedirectSoftphone.Link"; ValueType: string; ValueData: "Call"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\RedirectSoftphone.Link"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\RedirectSoftphone.Link\DefaultIcon"; ValueType: string; ValueData: "{app}\softphone.exe,0"
Root: HKA; Subkey: "Software\Classes\RedirectSoftphone.Link\shell\open\command"; ValueType: string; ValueData: """{app}\softphone.exe"" -- ""%1"""
Root: HKA; Subkey: "Software\RedirectSoftphone\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Redirect Softphone"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\RedirectSoftphone\Capabilities"; ValueType: string; ValueName: "ApplicationDescription"; ValueData: "{cm:Comment}"
Root: HKA; Subkey: "Software\RedirectSoftphone\Capabilities\URLAssociations"; ValueType: string; ValueName: "sip"; ValueData: "RedirectSoftphone.Link"
Root: HKA; Subkey: "Software\RedirectSoftphone\Capabilities\URLAssociations"; ValueType: string; ValueName: "sips"; ValueData: "RedirectSoftphone.Link"
Root: HKA; Subkey: "Software\RedirectSoftphone\Capabilities\URLAssociations"; ValueType: string; ValueName: "tel"; ValueData: "RedirectSoftphone.Link"
Root: HKA; Subkey: "Software\RedirectSoftphone\Capabilities\URLAssociations"; ValueType: string; ValueName: "callto"; ValueData: "RedirectSoftphone.Link"
Root: HKA; Subkey: "Software\RegisteredApplications"; ValueType: string; ValueName: "Redirect Softphone"; ValueData: "Software\RedirectSoftphone\Capabilities"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "Redirect Softphone"; ValueData: """{app}\softphone.exe"" --hidden"; Tasks: autostart; Flags: uninsdeletevalue

[Run]
Filename: "{app}\softphone.exe"; Description: "{cm:LaunchProgram,Redirect Softphone}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Status: Integer;
begin
  { Data stay unless the person says otherwise; a silent removal asks nobody and keeps them. }
  if (Step = usUninstall) and not UninstallSilent then
    if MsgBox(CustomMessage('Purge'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      Exec(ExpandConstant('{app}\softphone-cli.exe'), 'purge --yes', '', SW_HIDE, ewWaitUntilTerminated, Status);
end;

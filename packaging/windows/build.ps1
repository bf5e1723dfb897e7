# Makes the folder and the installer on Windows. Needs Python 3.11 or 3.12 and Inno Setup 6 (iscc in PATH).
# Written from the documents of PyInstaller and Inno Setup; not run yet, see docs/packaging.md.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

$python = "build\package-venv\Scripts\python.exe"
if (-not (Test-Path $python)) { python -m venv build\package-venv }
& $python -m pip install -q --require-hashes -r packaging\requirements-package.lock
if ($LASTEXITCODE) { exit $LASTEXITCODE }
$env:SBK_EMBED = "0" # lays down a part of PySide6 that would be compiled at each start
& $python -c "import PySide6.QtCore"
Remove-Item Env:SBK_EMBED
New-Item -ItemType Directory -Force build | Out-Null
& $python packaging\windows\icon.py build\softphone.ico
$env:PYTHONHASHSEED = "1"
& $python -m PyInstaller --noconfirm --log-level WARN --workpath build\frozen\work --distpath build\frozen packaging\freeze\softphone.spec
if ($LASTEXITCODE) { exit $LASTEXITCODE }

$version = [regex]::Match((Get-Content -Raw softphone\__init__.py), '__version__ = "(.+)"').Groups[1].Value
iscc /Qp "/DVersion=$version" packaging\windows\softphone.iss
exit $LASTEXITCODE

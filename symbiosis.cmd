@echo off
rem Starts Symbiosis: finds Java, builds what is not built yet, runs the program where you are.
rem SYMBIOSIS_JAVA_OPTS adds options of the Java machine, such as -Xmx4g.
setlocal
set "home=%~dp0"
set "launch=%home%target\launch"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "version=0"
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1" ^| findstr /c:" version "') do (
    for /f "delims=.-" %%m in ("%%~v") do set "version=%%m"
)
if %version% lss 17 (
    echo symbiosis: no Java of version 17 or later found: install a JDK, or point JAVA_HOME at one 1>&2
    exit /b 1
)

rem Whether a source is newer than the last build.
set "outdated=yes"
if exist "%launch%\stamp" (
    for /f %%a in ('powershell -NoProfile -Command "$s = (Get-Item -LiteralPath '%launch%\stamp').LastWriteTime; $p = 'pom.xml','library\pom.xml','app\pom.xml','library\src\main','app\src\main'; Set-Location -LiteralPath '%home%'; if (Get-ChildItem $p -Recurse | Where-Object { $_.LastWriteTime -gt $s } | Select-Object -First 1) { 'yes' } else { 'no' }"') do set "outdated=%%a"
)
if "%outdated%"=="yes" (
    echo symbiosis: building once ^(a minute or two, and 500 MB of disk^) ... 1>&2
    if not exist "%launch%" mkdir "%launch%"
    type nul > "%launch%\stamp.new"
    pushd "%home%"
    call mvnw.cmd -q -Plaunch -Dmaven.test.skip=true package || (
        popd
        echo symbiosis: the build failed: its errors are above 1>&2
        exit /b 1
    )
    popd
    copy /y "%home%library\target\launch\symbiosis.jar" "%launch%" > nul || exit /b 1
    copy /y "%home%app\target\launch\symbiosis-app.jar" "%launch%" > nul || exit /b 1
    copy /y "%home%app\target\launch\classpath" "%launch%" > nul || exit /b 1
    move /y "%launch%\stamp.new" "%launch%\stamp" > nul
)

if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
set "native="
if %version% geq 22 set "native=--enable-native-access=ALL-UNNAMED"
for /f "usebackq delims=" %%l in ("%launch%\classpath") do set "libraries=%%l"
"%java%" -Xmx1536m %native% %SYMBIOSIS_JAVA_OPTS% "-Dsymbiosis.home=%home%." -cp "%launch%\symbiosis-app.jar;%launch%\symbiosis.jar;%libraries%" org.symbiosis.app.Main %*

/* A stand-in for incidentkit, so that its installers can be tried where the real
 * program cannot be built. It says in a file of its user how it was started, and ends;
 * with --stay it ends when that user's file "go" is there.
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

#ifndef VERSION
#error "VERSION is given by installers/windows/stand_in.py"
#endif

static wchar_t folder[MAX_PATH];

static void find_folder(void)
{
    wchar_t data[MAX_PATH];
    GetEnvironmentVariableW(L"LOCALAPPDATA", data, MAX_PATH - 32);
    _snwprintf(folder, MAX_PATH, L"%ls\\incidentkit", data);
    CreateDirectoryW(folder, NULL);
}

static void write_down(void)
{
    wchar_t path[MAX_PATH + 32];
    _snwprintf(path, MAX_PATH + 32, L"%ls\\started.txt", folder);
    FILE *file = _wfopen(path, L"a, ccs=UTF-8");
    if (file == NULL)
        return;
    fwprintf(file, L"%ls %ls\n", L"" VERSION, GetCommandLineW());
    fclose(file);
}

static void wait_for_go(void)
{
    wchar_t path[MAX_PATH + 32];
    _snwprintf(path, MAX_PATH + 32, L"%ls\\go", folder);
    while (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES)
        Sleep(50);
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR arguments, int show)
{
    (void)self, (void)before, (void)show;
    find_folder();
    write_down();
    if (wcsstr(arguments, L"--stay") != NULL)
        wait_for_go();
    return 0;
}

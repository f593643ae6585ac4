using System;
using System.Runtime.InteropServices;

namespace SymGrad.Processors;

/// <summary>Pages of memory between two that must not be touched, on Linux.</summary>
internal sealed unsafe partial class Pages : IDisposable
{
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private readonly byte* map;
    private readonly nuint mapped;

    public Pages(int bytes)
    {
        int page = Environment.SystemPageSize;
        Length = Math.Max(page, (bytes + page - 1) / page * page);
        mapped = (nuint)(Length + (2 * page));
        map = (byte*)Map(0, mapped, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        if (map == (byte*)-1 || Protect((nint)map, (nuint)page, 0) != 0 || Protect((nint)(map + page + Length), (nuint)page, 0) != 0)
        {
            throw new InvalidOperationException("There are no pages of memory to protect.");
        }

        First = map + page;
    }

    /// <summary>The first byte that may be touched.</summary>
    public byte* First { get; }

    /// <summary>How many bytes may be touched.</summary>
    public int Length { get; }

    public void Dispose() => _ = Unmap((nint)map, mapped);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}

using System;
using System.Buffers;
using System.IO;
using System.IO.MemoryMappedFiles;

namespace SymGrad;

/// <summary>
/// Elements of a file, mapped into memory: the operating system reads what is used, and lets go of it again when memory is short. The mapping ends
/// when it has been disposed of and no evaluation holds it any more.
/// </summary>
internal sealed unsafe class MappedMemory<T> : MemoryManager<T>, IDataLease
    where T : unmanaged
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly T* elements;
    private readonly int length;

    private MappedMemory(string path, long first, int length)
    {
        this.length = length;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(first * sizeof(T), (long)length * sizeof(T), MemoryMappedFileAccess.Read);
        elements = (T*)(view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)view.PointerOffset);
    }

    /// <summary>Maps elements of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">The first element.</param>
    /// <param name="count">How many elements; null for all that follow.</param>
    /// <param name="unit">How many elements are counted as one by the arguments that the caller was given: the length of a row.</param>
    public static MappedMemory<T> Open(string path, long first, int? count, int unit)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if (count is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, nameof(count));
        }

        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Files of columns have the byte order of little-endian machines, which this is not.");
        }

        long fileLength = new FileInfo(path).Length;
        long unitSize = (long)sizeof(T) * unit;
        string what = unit == 1 ? "items" : $"rows of {Quantity.OfElements(unit)}";
        if (fileLength % unitSize != 0)
        {
            throw new InvalidDataException(
                $"'{path}' has {Quantity.Of(fileLength, "byte", "bytes")}, which do not make whole {what}: one takes {Quantity.Number(unitSize)}.");
        }

        long available = (fileLength / unitSize) - first;
        long taken = count ?? available;
        if (taken > available || available <= 0)
        {
            throw new ArgumentOutOfRangeException(
                available <= 0 ? nameof(first) : nameof(count),
                available <= 0 ? first : taken,
                $"'{path}' has {Quantity.Number(fileLength / unitSize)} {what}.");
        }

        return taken * unit <= int.MaxValue
            ? new MappedMemory<T>(path, first * unit, (int)(taken * unit))
            : throw new ArgumentException(
                $"'{path}' has {Quantity.Number(taken)} {what} from {Quantity.Number(first)} on, but no more than {Quantity.OfElements(int.MaxValue)} "
                + "can be bound to one parameter: map parts of it, and sum them with a StreamedObjective.",
                nameof(count));
    }

    public override Span<T> GetSpan()
    {
        ObjectDisposedException.ThrowIf(view.SafeMemoryMappedViewHandle.IsClosed, typeof(MappedColumn<T>));
        return new(elements, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
        Hold();
        return new(elements + elementIndex, pinnable: this);
    }

    public override void Unpin() => Release();

    public void Hold()
    {
        bool isHeld = false;
        view.SafeMemoryMappedViewHandle.DangerousAddRef(ref isHeld);
    }

    public void Release() => view.SafeMemoryMappedViewHandle.DangerousRelease();

    /// <summary>Ends the mapping, as soon as nobody holds it.</summary>
    public void Close()
    {
        view.Dispose();
        file.Dispose();
    }

    protected override void Dispose(bool disposing) => Close();
}

using System;
using System.Buffers;
using System.Runtime.CompilerServices;

namespace SymGrad.Processors;

/// <summary>A copy of some numbers that begins or ends at a page that must not be touched: who reads on ends the process.</summary>
internal sealed unsafe class GuardedMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly Pages pages;
    private readonly byte* first;
    private readonly int length;

    /// <summary>Copies numbers.</summary>
    /// <param name="values">What is copied.</param>
    /// <param name="atEnd">Whether the forbidden page lies right behind them, or else right before.</param>
    public GuardedMemory(ReadOnlySpan<T> values, bool atEnd)
    {
        int bytes = values.Length * Unsafe.SizeOf<T>();
        pages = new Pages(bytes);
        first = pages.First + (atEnd ? pages.Length - bytes : 0);
        length = values.Length;
        values.CopyTo(GetSpan());
    }

    public override Span<T> GetSpan() => new(first, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(first + (elementIndex * Unsafe.SizeOf<T>()));

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => pages.Dispose();
}

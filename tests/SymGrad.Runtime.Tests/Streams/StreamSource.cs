using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace SymGrad.Runtime.Tests.Streams;

/// <summary>A data set that comes in batches of given lengths, again and again, each in the memory of the one before it.</summary>
internal sealed class StreamSource(double[] x, double[] y, params int[] lengths)
{
    private readonly double[] bufferX = new double[lengths.Append(0).Max()];
    private readonly double[] bufferY = new double[lengths.Append(0).Max()];

    /// <summary>How often the stream has been opened.</summary>
    public int OpenCount { get; private set; }

    /// <summary>How often it has been closed.</summary>
    public int CloseCount { get; private set; }

    /// <summary>Called with the number of items that have been given out, before each batch.</summary>
    public Action<int>? BeforeBatch { get; init; }

    public IEnumerable<(ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y)> Batches => Enumerate();

    public async IAsyncEnumerable<(ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y)> BatchesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var batch in Batches)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
        }
    }

    private IEnumerable<(ReadOnlyMemory<double> X, ReadOnlyMemory<double> Y)> Enumerate()
    {
        OpenCount++;
        try
        {
            int start = 0;
            for (int i = 0; start < x.Length; i++)
            {
                BeforeBatch?.Invoke(start);
                int length = Math.Min(lengths[i % lengths.Length], x.Length - start);
                x.AsSpan(start, length).CopyTo(bufferX);
                y.AsSpan(start, length).CopyTo(bufferY);
                start += length;
                yield return (bufferX.AsMemory(0, length), bufferY.AsMemory(0, length));
                Array.Fill(bufferX, double.NaN);
                Array.Fill(bufferY, double.NaN);
            }
        }
        finally
        {
            CloseCount++;
        }
    }
}

using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>For rows that are close anyway.</summary>
internal readonly struct NoRowRequests : IRowRequests
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OfFour<T>(ref T first, nint step, nint index, int count)
        where T : unmanaged
    {
    }
}

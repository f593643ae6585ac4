using System;
using System.Collections.Generic;

namespace SymGrad;

/// <summary>The leases of the columns of an objective: all are held, or none.</summary>
internal readonly struct DataLeases
{
    private readonly IDataLease[]? leases;

    public DataLeases(ReadOnlySpan<BoundColumn> columns)
    {
        List<IDataLease>? found = null;
        foreach (BoundColumn column in columns)
        {
            if (column.Lease is { } lease)
            {
                (found ??= []).Add(lease);
            }
        }

        leases = found?.ToArray();
    }

    /// <exception cref="ObjectDisposedException">One of the data has been given back.</exception>
    public void Hold()
    {
        int held = 0;
        try
        {
            for (; held < leases?.Length; held++)
            {
                leases[held].Hold();
            }
        }
        catch (ObjectDisposedException)
        {
            while (held-- > 0)
            {
                leases![held].Release();
            }

            throw;
        }
    }

    public void Release()
    {
        foreach (IDataLease lease in leases ?? [])
        {
            lease.Release();
        }
    }
}

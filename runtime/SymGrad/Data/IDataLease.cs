namespace SymGrad;

/// <summary>Data that are given back when they are no longer used, such as a file in memory, and that stay while they are held.</summary>
internal interface IDataLease
{
    /// <summary>Holds the data.</summary>
    /// <exception cref="System.ObjectDisposedException">They have been given back.</exception>
    void Hold();

    /// <summary>Lets go of them again.</summary>
    void Release();
}

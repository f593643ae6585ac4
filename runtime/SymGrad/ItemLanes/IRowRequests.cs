namespace SymGrad;

/// <summary>Whether and where kernels that go along rows request those of later items: decided when they are compiled, so that those that do not request pay nothing.</summary>
internal interface IRowRequests
{
    /// <summary>Requests what four rows have ahead: called for each vector along them, it comes to every line once.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="first">The first element of the first of the four rows.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="index">Where the vector begins.</param>
    /// <param name="count">How many elements it has.</param>
    void OfFour<T>(ref T first, nint step, nint index, int count)
        where T : unmanaged;
}

namespace SymGrad;

/// <summary>A sum that keeps what rounding would lose.</summary>
internal interface IRunningSum
{
    /// <summary>Adds a number.</summary>
    void Add(double term);
}

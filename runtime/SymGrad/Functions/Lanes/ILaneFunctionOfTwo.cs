namespace SymGrad;

/// <summary>A function of two arguments, the same for one number and for vectors.</summary>
internal interface ILaneFunctionOfTwo
{
    static abstract T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>;
}

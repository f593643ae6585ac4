namespace SymGrad;

/// <summary>A function of one argument, the same for one number and for vectors.</summary>
internal interface ILaneFunction
{
    static abstract T Invoke<T>(T x)
        where T : struct, ILanes<T>;
}

namespace SymGrad.Generator.Differentiation.Rules;

/// <summary>How long a function takes, for eight items at once where the runtime has it for these.</summary>
internal enum FunctionCost
{
    /// <summary>No longer than an addition.</summary>
    Light,

    /// <summary>About as long as it takes to read a number.</summary>
    Short,

    /// <summary>As long as an exponential, the fastest of the functions that are computed by a polynomial.</summary>
    Fast,

    /// <summary>Its time.</summary>
    Usual,
}

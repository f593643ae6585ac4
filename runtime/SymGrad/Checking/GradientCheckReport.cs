using System.Collections.Generic;
using System.Linq;

namespace SymGrad;

/// <summary>What a gradient check found: a verdict for each component at each point, and the Taylor remainders.</summary>
public sealed class GradientCheckReport
{
    private const int MaximumLines = 20;

    internal GradientCheckReport(IReadOnlyList<GradientCheckEntry> components, IReadOnlyList<TaylorCheck> remainders)
    {
        Components = components;
        Remainders = remainders;
    }

    /// <summary>The components compared with differences.</summary>
    public IReadOnlyList<GradientCheckEntry> Components { get; }

    /// <summary>The Taylor remainders along random directions.</summary>
    public IReadOnlyList<TaylorCheck> Remainders { get; }

    /// <summary>Whether nothing is wrong. Kinks, and what is not finite or lost in rounding errors, are not wrong.</summary>
    public bool IsRight => Components.All(c => c.Verdict != GradientVerdict.Wrong) && Remainders.All(r => r.Verdict != GradientVerdict.Wrong);

    // Where differences can't tell, nothing is claimed.
    private string Conclusion
        => !IsRight ? "the gradient is wrong"
            : Components.All(c => c.Verdict is GradientVerdict.Right or GradientVerdict.NotDifferentiable) ? "the gradient is right"
            : "nothing is wrong as far as differences can tell";

    /// <summary>How many components at how many points have a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The number.</returns>
    public int Count(GradientVerdict verdict) => Components.Count(c => c.Verdict == verdict);

    /// <summary>Fails when the gradient is wrong: the line of a test.</summary>
    /// <returns>This report.</returns>
    /// <exception cref="GradientCheckException">Something is wrong.</exception>
    public GradientCheckReport ThrowIfWrong() => IsRight ? this : throw new GradientCheckException(this);

    /// <summary>The conclusion, and each component that is not simply right.</summary>
    /// <returns>Several lines, the wrong components first.</returns>
    public override string ToString()
    {
        string[] notable =
        [
            .. Components.Where(c => c.Verdict == GradientVerdict.Wrong).Select(c => c.ToString()),
            .. Remainders.Where(r => r.Verdict == GradientVerdict.Wrong).Select(r => r.ToString()),
            .. Components.Where(c => c.Verdict is not (GradientVerdict.Wrong or GradientVerdict.Right)).Select(c => c.ToString()),
        ];
        string[] shown = notable.Length > MaximumLines
            ? [.. notable.Take(MaximumLines), $"… and {notable.Length - MaximumLines} more"]
            : notable;
        string agree = Components.Count == 1 ? "agrees" : "agree";
        string counts = $"{Count(GradientVerdict.Right)} of {Quantity.Of(Components.Count, "component", "components")} {agree} with differences, "
            + $"{Count(GradientVerdict.Wrong)} do not";
        return string.Join('\n', shown.Prepend($"{Conclusion}: {counts}"));
    }
}

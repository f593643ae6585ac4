using SymGrad.EndToEnd.Tests.Oracle;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>What a random loss did at its points.</summary>
/// <param name="Source">The loss.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="Compared">At how many points the gradient was compared: at the others the loss is not finite.</param>
/// <param name="Disagreements">At how many of those central differences do not agree with dual numbers: a kink or a jump is near.</param>
/// <param name="HasGradient">Whether some derivative was not zero.</param>
/// <param name="Paths">How many different ways through the comparisons the points took.</param>
internal sealed record LossReport(
    LossSource Source, Problem? Problem, int Compared, int Disagreements, bool HasGradient, int Paths)
{
    public static LossReport Failed(LossSource source, Problem problem) => new(source, problem, 0, 0, false, 0);
}

using System;

namespace SymGrad.Testing;

/// <summary>Whether snapshots are to be accepted, and whether that may be.</summary>
/// <param name="IsAsked">Whether the accept switch is on.</param>
/// <param name="IsContinuousIntegration">Whether the tests run under CI, where nobody looks at what is accepted.</param>
internal readonly record struct SnapshotAcceptance(bool IsAsked, bool IsContinuousIntegration)
{
    public const string Variable = "SYMGRAD_ACCEPT_SNAPSHOTS";

    public static SnapshotAcceptance FromEnvironment() => new(
        Environment.GetEnvironmentVariable(Variable) == "1",
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")));

    public void ThrowIfRefused()
    {
        if (IsAsked && IsContinuousIntegration)
        {
            throw new InvalidOperationException($"{Variable} is set under CI: snapshots are accepted by a person, not by a build.");
        }
    }
}

using System;

namespace SymGrad.Testing;

/// <summary>What the generator produced, or how it ran, breaks a rule that holds for every run.</summary>
public sealed class GeneratorCheckException : Exception
{
    public GeneratorCheckException()
    {
    }

    public GeneratorCheckException(string message)
        : base(message)
    {
    }

    public GeneratorCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

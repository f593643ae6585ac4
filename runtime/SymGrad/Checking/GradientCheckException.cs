using System;

namespace SymGrad;

/// <summary>A gradient is wrong. The message lists where, and by how much.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public GradientCheckException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public GradientCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What it follows from.</param>
    public GradientCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception from a report.</summary>
    /// <param name="report">The report of a gradient that is wrong.</param>
    public GradientCheckException(GradientCheckReport report)
        : base(report?.ToString())
        => Report = report;

    /// <summary>All that has been compared.</summary>
    public GradientCheckReport? Report { get; }
}

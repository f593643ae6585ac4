namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>What kind of thing is wrong: shrinking keeps to one kind.</summary>
internal enum ProblemKind
{
    /// <summary>The program with its generated code does not compile, or the generator threw.</summary>
    NotCompiled,

    /// <summary>The generated method throws where the loss returns: a construct is refused, or the code is wrong.</summary>
    Throws,

    /// <summary>Loss and generated method throw different exceptions.</summary>
    ThrowsOtherwise,

    /// <summary>A method does not return, or takes much longer than it should.</summary>
    Endless,

    /// <summary>The value is not the loss's own, bit for bit.</summary>
    Value,

    /// <summary>The gradient is not the dual numbers'.</summary>
    Gradient,

    /// <summary>The generated methods give other results when they are called again, with a workspace, or for the gradient alone.</summary>
    Repetition,

    /// <summary>A destination of a wrong length is not refused as it should be.</summary>
    Destination,

    /// <summary>The objective is not the mean of the loss.</summary>
    Objective,

    /// <summary>The dual-number twin does not compute what the loss computes.</summary>
    Oracle,
}

/// <summary>Something that is wrong with a loss or its generated methods.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Text">What a person should know.</param>
/// <param name="Message">The exception's message, where there is one: what tells refusals of different constructs apart.</param>
internal sealed record Problem(ProblemKind Kind, string Text, string Message = "")
{
    /// <summary>Whether it is probably the same fault.</summary>
    public bool IsLike(Problem other) => Kind == other.Kind && Message == other.Message;
}

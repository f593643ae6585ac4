namespace SymGrad.Generator.CallSites;

/// <summary>Where a value that a loss is given comes from.</summary>
internal enum Origin
{
    /// <summary>It is not known, or a statistic of the data other than a mean.</summary>
    Unknown,

    /// <summary>A constant of the program.</summary>
    Fixed,

    /// <summary>It belongs to one item, or is an affine function of what does.</summary>
    Item,

    /// <summary>It is computed from one item in some other way.</summary>
    Derived,

    /// <summary>A loop has added it up over items.</summary>
    Accumulated,

    /// <summary>The sum of a sequence.</summary>
    Sum,

    /// <summary>A mean over items, or an affine function of means.</summary>
    Mean,

    /// <summary>
    /// A mean of some data that may all belong to one item: of a window that moves with a loop (a mini-batch, or a piece of a signal), or of a
    /// sequence that an object has (a data set, or a patient's readings).
    /// </summary>
    PartMean,
}

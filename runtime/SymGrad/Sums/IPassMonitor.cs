namespace SymGrad;

/// <summary>Who is asked before each chunk of a pass and told after it.</summary>
internal interface IPassMonitor
{
    /// <summary>Whether to go on with a chunk. Throws when the pass has been cancelled.</summary>
    bool Continues(int chunk);

    /// <summary>A chunk has been added up.</summary>
    void Completed(int items);
}

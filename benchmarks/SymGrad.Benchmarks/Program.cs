using System;
using SymGrad.Benchmarks.Generator;
using SymGrad.Benchmarks.Gradients;

namespace SymGrad.Benchmarks;

/// <summary>Measures what generated gradients and the generator cost: see docs/performance.md.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["gradients", .. var programs]:
                GradientBenchmark.Run(Console.Out, programs);
                return 0;
            case ["generator"]:
                GeneratorBenchmark.Run(Console.Out);
                return 0;
            default:
                Console.Error.WriteLine("Usage: gradients [part of a program's name ...] | generator");
                return 1;
        }
    }
}

using System;
using SymGrad.Benchmarks.Calls;
using SymGrad.Benchmarks.DataParts;
using SymGrad.Benchmarks.Functions;
using SymGrad.Benchmarks.Generator;
using SymGrad.Benchmarks.Gradients;
using SymGrad.Benchmarks.Kernels;
using SymGrad.Benchmarks.Plans;
using SymGrad.Benchmarks.Scaling;

namespace SymGrad.Benchmarks;

/// <summary>Measures what generated gradients, functions, plans and the generator cost, in turns or with BenchmarkDotNet: see docs/performance.md.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["gradients", .. var programs]:
                GradientTable.Run(Console.Out, programs);
                return 0;
            case ["calls"]:
                CallTable.Run(Console.Out);
                return 0;
            case ["data", .. var losses]:
                DataPartTable.Run(Console.Out, losses);
                return 0;
            case ["generator"]:
                GeneratorTable.Run(Console.Out);
                return 0;
            case ["projects"]:
                ProjectTable.Run(Console.Out);
                return 0;
            case ["analyzer"]:
                AnalyzerTable.Run(Console.Out);
                return 0;
            case ["kernels", .. var kernels]:
                KernelTable.Run(Console.Out, kernels);
                return 0;
            case ["functions", .. var functions]:
                FunctionTable.Run(Console.Out, functions);
                return 0;
            case ["plans", .. var losses]:
                PlanTable.Run(Console.Out, losses);
                return 0;
            case ["scaling", .. var tables]:
                ScalingTable.Run(Console.Out, tables);
                return 0;
            case [['-', ..], ..]:
                return BenchmarkDotNetRun.Run(arguments) ? 0 : 1;
            default:
                Console.Error.WriteLine(
                    "Usage: gradients [part of a program's name ...] | calls | data [part of a loss's name ...] | generator | projects | analyzer | kernels [part of a loss's name ...] | functions [part of a name ...] | plans [part of a loss's name ...] | scaling [table ...] | options of BenchmarkDotNet, such as --filter '*Kernels*'");
                return 1;
        }
    }
}

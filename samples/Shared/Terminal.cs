using System;
using Spectre.Console;

namespace Samples;

/// <summary>Where the samples print: the same text in a terminal, in a file and in any culture; colours in a terminal only.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 100;
    private const int GreatestWidth = 120;

    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            // The default enrichers turn colours on for build servers, whose logs are files.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Console.IsOutputRedirected ? WidthOfFiles : Math.Min(console.Profile.Width, GreatestWidth);
        return console;
    }
}

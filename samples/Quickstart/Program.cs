using System;
using System.Text;
using Quickstart;

Console.OutputEncoding = Encoding.UTF8;
Report report = Report.ToConsole();
var study = new Study(DiabetesData.Load());

CompilerFindings.Show(study, report);
double[] leastSquares = LeastSquares.Show(study, report);
RobustRegression.Show(study, leastSquares, report);
LinearLoss.Show(study, report);
return report.Conclude();

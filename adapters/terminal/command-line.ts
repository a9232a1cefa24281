import { writeFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { Bot, RefreshReport, Status } from '../../src/bot.ts';
import type { Findings } from '../../src/check.ts';
import { type GoldQuestion, readGoldFile } from '../../src/evaluation/gold.ts';
import type { Verdict } from '../../src/evaluation/judge.ts';
import { overviewOf, type Serving } from '../../src/overview.ts';
import { visibleJson } from '../../src/printable.ts';
import { EVERYTHING } from '../../src/scope.ts';
import { troublesInShort } from '../../src/troubles.ts';
import { renderChanges } from './changes.ts';
import { renderReport, reportOf } from './evaluation.ts';
import { overviewData, renderOverview } from './overview.ts';
import { collectWithBar, type OnProgress, withProgress } from './progress.ts';
import { renderAnswer, renderFindings, renderSources, renderStatus } from './render.ts';
import { type Output, proseTo, type Style, styleFor, writerTo } from './style.ts';

/** Exit statuses of the command line. */
const EXIT = { ok: 0, noAnswer: 1, failed: 2 } as const;

/** Folders named on the command line; they win over the settings. */
export type Folders = { readonly seeds?: string; readonly data?: string };

/** What the commands need of the product. */
type Product = {
  readonly bot: Bot;
  readonly evaluate: (
    questions: readonly GoldQuestion[],
    options: { top?: number | undefined; ignoreAbstention: boolean },
  ) => AsyncIterable<Verdict>;
};

/** What a command needs to be ready: answers by meaning too, or to know how far these are, or what needs no answers. */
type Need = 'answers' | 'status' | 'documents';

/** What the composition root lends to the command line. */
export type Host = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly version: string;
  /** Opens the index and makes a bot. */
  readonly open: (folders: Folders, need: Need, onProgress: OnProgress) => Promise<Product>;
  /** Serves every platform that is configured, else the terminal, until stopped. */
  readonly serve: (folders: Folders) => Promise<void>;
  /** Holds a conversation on the terminal, until left or stopped. */
  readonly chat: (folders: Folders) => Promise<void>;
  /** Checks the documents without an index. */
  readonly check: (folders: Folders, onProgress: (done: number, total: number) => void) => Promise<Findings>;
  /** The process that serves from these folders; `null` if there is none. */
  readonly serving: (folders: Folders) => Promise<Serving | null>;
};

type AskOptions = Folders & {
  readonly json?: true;
  readonly nearest?: true;
  readonly explain?: true;
  readonly top?: number;
  readonly history?: string[];
};
type EvalOptions = Folders & {
  readonly json?: true;
  readonly top?: number;
  readonly results?: string;
  readonly ranking?: true;
};
type ReportOptions = Folders & { readonly json?: true };

/**
 * Runs one command.
 * @returns the exit status
 * @throws what the product throws; wrong usage is reported here
 */
export async function runCommandLine(args: readonly string[], host: Host): Promise<number> {
  let status: number = EXIT.ok;
  const program = createProgram(host, (code) => {
    status = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (err) {
    if (err instanceof CommanderError) return err.exitCode === 0 ? EXIT.ok : EXIT.failed;
    throw err;
  }
}

function createProgram(host: Host, exit: (code: number) => void): Command {
  const { stdout, stderr } = host;
  const style = styleFor(stdout);
  const [write, say, warn] = [writerTo(stdout), proseTo(stdout), proseTo(stderr)];
  const print = (text: string): void => say(`${text}\n`);
  const printTable = (text: string): void => write(`${text}\n`);
  const printJson = (value: unknown): void => write(`${visibleJson(JSON.stringify(value, null, 2))}\n`);

  const showing = <T>(work: (onProgress: OnProgress) => Promise<T>): Promise<T> => withProgress(stderr, work);
  const open = (folders: Folders, need: Need): Promise<Product> =>
    showing((onProgress) => host.open(folders, need, onProgress));

  /** The same for what is no business of the index: what is wrong with that, `status` says. */
  const openToAsk = async (folders: Folders): Promise<Product> => {
    const product = await open(folders, 'answers');
    const troubles = troublesInShort(await product.bot.status());
    if (troubles !== null) warn(`${troubles}\n`);
    return product;
  };

  const program = new Command('plancite')
    .description(
      "Answers questions about documents in the documents' own words, each excerpt with its citation.",
    )
    .version(host.version)
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: warn,
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help shows how it is used)');

  const command = (name: string, description: string): Command =>
    program.command(name).description(description);
  const documentCommand = (name: string, description: string): Command =>
    command(name, description)
      .option('--seeds <dir>', 'folder with the documents (setting SEEDS_DIR)', parseFolder)
      .option('--data <dir>', 'folder for the stored index (setting DATA_DIR)', parseFolder);

  documentCommand('ask', 'Answers one question; without one, the question is read from standard input.')
    .argument('[question...]', 'the question, quoted or not')
    .option('--json', 'print the whole answer as JSON')
    .option('--top <n>', 'show up to this many excerpts', parseCount)
    .option('--nearest', 'where there is no answer, show the nearest passages')
    .option('--explain', 'show why each excerpt was chosen')
    .option(
      '--history <question>',
      'an earlier question of the same conversation; may be repeated, oldest first',
      collect,
    )
    .addHelpText(
      'after',
      '\nExit status: 0 answered, 1 the documents do not say, 2 wrong usage or configuration.',
    )
    .action(async (words: string[], options: AskOptions) => {
      const text = words.length > 0 || host.stdin.isTTY ? words.join(' ') : await readAll(host.stdin);
      if (words.length === 0 && text.trim() === '') program.error('error: no question given');
      const { bot } = await openToAsk(options);
      const answer = await bot.ask({
        text,
        history: options.history ?? [],
        top: options.top,
        scope: EVERYTHING,
      });
      if (options.json) printJson(answer);
      else
        print(
          renderAnswer(answer, style, {
            nearest: options.nearest === true,
            explain: options.explain === true,
          }),
        );
      exit(answer.kind === 'cited' ? EXIT.ok : EXIT.noAnswer);
    });

  documentCommand('chat', 'Holds a conversation on the terminal; from a pipe, answers line by line.').action(
    host.chat,
  );

  documentCommand(
    'serve',
    'Answers on every platform that is configured; on the terminal if none is.',
  ).action(host.serve);

  documentCommand('reindex', 'Brings the index up to date with the documents.')
    .option('--force', 'build it anew even if no document has changed')
    .option('--json', 'print the report as JSON')
    .action(async (options: ReportOptions & { force?: true }) => {
      const { bot, report } = await showing(async (onProgress) => {
        const product = await host.open(options, 'answers', onProgress);
        // Opening has already built the index anew if anything had changed.
        const opening = await product.bot.opening();
        return {
          bot: product.bot,
          report: opening ?? (await reindexInFull(product.bot, { force: options.force === true })),
        };
      });
      if (options.json) printJson({ ...report, status: await bot.status() });
      else print(renderOutcome(report, await bot.status(), style));
      if (report.outcome === 'kept') exit(EXIT.failed);
    });

  documentCommand('rollback', 'Returns to the index before the one in use, until the documents change again.')
    .option('--json', 'print the report as JSON')
    .action(async (options: ReportOptions) => {
      const { bot } = await open(options, 'status');
      const report = await bot.rollBack();
      if (options.json) printJson(report);
      else print(renderOutcome(report, await bot.status(), style));
    });

  documentCommand(
    'check',
    'Checks the documents, the catalog, the glossary and the golden questions, and touches no index.',
  )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 all is well, 1 something is to be mended, 2 wrong usage or configuration.',
    )
    .action(async (options: ReportOptions) => {
      const findings = await showing((onProgress) =>
        host.check(options, (done, total) => onProgress(done, total, 'files')),
      );
      const { refused, problems, ...counts } = findings;
      const all = [...refused.map(({ path, reason }) => `${path}: ${reason}`), ...problems];
      if (options.json) printJson({ ...counts, problems: all });
      else print(renderFindings(findings, style));
      if (all.length > 0) exit(EXIT.noAnswer);
    });

  documentCommand('status', 'Shows the index in use, what is not in it, and the process that serves.')
    .option('--json', 'print as JSON')
    .action(async (options: ReportOptions) => {
      const { bot } = await open(options, 'status');
      const overview = await overviewOf(bot, await host.serving(options));
      const now = new Date();
      if (options.json) printJson(overviewData(overview, now));
      else print(renderOverview(overview, now, style));
    });

  documentCommand('changes', 'Shows what changed in the documents, and when answers took it up.')
    .option('--since <date>', 'only changes from this day or time on, such as 2026-01-31', parseDate)
    .option('--json', 'print the reports as JSON')
    .action(async (options: ReportOptions & { since?: Date }) => {
      const { bot } = await open(options, 'documents');
      const { reports: all, problem } = await bot.reports();
      const reports = all.filter(({ at }) => options.since === undefined || new Date(at) >= options.since);
      if (problem !== null) warn(`${problem}\n`);
      if (options.json) printJson(reports);
      else print(reports.length === 0 ? 'no changes' : renderChanges(reports, style));
    });

  documentCommand('sources', 'Lists the documents that answers come from.')
    .option('--json', 'print as JSON')
    .action(async (options: ReportOptions) => {
      const sources = await (await open(options, 'documents')).bot.sources(EVERYTHING);
      if (options.json) printJson(sources);
      else print(renderSources(sources, style));
    });

  documentCommand('eval', 'Measures answers against gold questions (JSON lines).')
    .argument('<file...>', 'gold files')
    .option('--top <n>', 'show up to this many excerpts for each question', parseCount)
    .option('--results <file>', 'write what was shown for each question, as JSON lines')
    .option('--ranking', 'judge the excerpts even where there was no answer')
    .option('--json', 'print the measures as JSON')
    .action(async (files: string[], options: EvalOptions) => {
      const sets = await Promise.all(
        files.map(async (file) => ({ file, questions: await readGoldFile(file) })),
      );
      const { evaluate } = await openToAsk(options);
      const evaluated: { file: string; verdicts: Verdict[] }[] = [];
      for (const { file, questions } of sets) {
        const verdicts = evaluate(questions, {
          top: options.top,
          ignoreAbstention: options.ranking === true,
        });
        const bar = { output: stderr, what: 'questions', total: questions.length };
        evaluated.push({ file, verdicts: await collectWithBar(verdicts, bar) });
      }
      if (options.results !== undefined) {
        const lines = evaluated.flatMap(({ verdicts }) =>
          verdicts.map(({ result }) => `${JSON.stringify(result)}\n`),
        );
        await writeFile(options.results, lines.join(''));
      }
      const reports = evaluated.map(({ file, verdicts }) => ({ file, ...reportOf(verdicts) }));
      if (options.json) printJson(reports);
      else printTable(reports.map(({ file, ...report }) => renderReport(file, report)).join('\n\n'));
    });

  documentCommand('health', 'Exits with 0 if a process serves from the data folder, else with 1.').action(
    async (options: Folders) => {
      const isServing = (await host.serving(options)) !== null;
      print(isServing ? 'serving' : 'not serving');
      if (!isServing) exit(EXIT.noAnswer);
    },
  );

  return program;
}

/** Reindexes; where the index is still kept for a known reason, the report is the full one of when it first was. */
/** What was done, and the index in use after that; files that the one names the other need not. */
function renderOutcome(report: RefreshReport, status: Status, style: Style): string {
  const rest = report.outcome === 'rebuilt' ? { ...status, refused: [] } : status;
  return [renderChanges([report], style), renderStatus(rest, style)].join('\n');
}

async function reindexInFull(bot: Bot, options: { readonly force: boolean }): Promise<RefreshReport> {
  const report = await bot.reindex(options);
  if (report.outcome !== 'kept') return report;
  const isFirst = ({ outcome, reason }: RefreshReport): boolean =>
    outcome === 'kept' && reason === report.reason;
  return (await bot.reports()).reports.findLast(isFirst) ?? report;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100)
    throw new InvalidArgumentError('expected a whole number from 1 to 100');
  return count;
}

const DateOrTime = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]);

function parseDate(text: string): Date {
  if (!DateOrTime.safeParse(text).success)
    throw new InvalidArgumentError('expected a date such as 2026-01-31');
  return new Date(text);
}

function parseFolder(path: string): string {
  if (path === '') throw new InvalidArgumentError('expected a folder');
  return path;
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  return (await stream.setEncoding('utf8').toArray()).join('');
}

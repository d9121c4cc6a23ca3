/** What the command line needs of the world; tests give their own. */
export interface Environment {
  readonly stdout: (text: string) => void;
  /** Whether anybody still reads that; absent where that is not known. Who writes without an end asks. */
  readonly stdoutIsRead?: () => boolean;
  readonly stderr: (text: string) => void;
  readonly readStdin: () => Uint8Array;
  /** Standard input piece by piece, each read when it is asked for. */
  readonly stdinChunks: () => AsyncIterable<Uint8Array>;
  /** Whether each stream is a terminal. */
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Characters in a line of the terminal, where it tells. */
  readonly stdoutColumns?: number | undefined;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Today in UTC, as 2026-11-22. The only clock of the product. */
  readonly today: () => string;
  /** Milliseconds, for progress only. */
  readonly elapsed: () => number;
  /** The program of a thread that checks parts of a fleet; without one, one thread checks all. */
  readonly threadProgram?: string | undefined;
  /** The folder of the compiled facts. */
  readonly dataFolder: string;
  readonly version: string;
}

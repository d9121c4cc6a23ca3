import type { Offered, OfferedCommand, OfferedFlag } from './offers.js';

/** For PowerShell 5.1 and later, from a profile. No answer lets PowerShell offer files. */
export function powershellCompletion(commands: readonly OfferedCommand[]): string {
  const [first] = commands;
  return `# PowerShell completion of sbclint. Made by: sbclint completion powershell
Register-ArgumentCompleter -Native -CommandName @('sbclint', 'sbclint.cmd', 'sbclint.ps1') -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  # Each word with what it means behind the first bar.
  $commands = ${list(commands.map(({ name, summary }) => [name, summary]))}
  # By command; by command and flag; by command.
  $flags = @{
${commands.map(({ name, flags }) => row(name, list(flags.map(({ name: flag, help }) => [`--${flag}`, help])))).join('\n')}
  }
  $values = @{
${commands.flatMap(({ name, flags }) => flags.flatMap((flag) => valueRow(name, flag))).join('\n')}
  }
  $operands = @{
${commands.flatMap(operandRow).join('\n')}
  }

  $before = @($commandAst.CommandElements |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { $_.Extent.Text })
  $command = ${quoted(first?.name ?? '')}
  $isNamed = $before.Count -gt 1 -and $flags.ContainsKey($before[1])
  if ($isNamed) { $command = $before[1] }
  $last = if ($before.Count -gt 1) { $before[-1] } else { '' }

  $offered = @()
  if ($values.ContainsKey("$command $last")) {
    $offered = $values["$command $last"]
  } elseif ($wordToComplete -like '-*') {
    $offered = $flags[$command]
    if (-not $isNamed) { $offered += '--version|show the version' }
  } elseif ($before.Count -le 1) {
    $offered = $commands
  } elseif ($isNamed -and $before.Count -eq 2 -and $operands.ContainsKey($command)) {
    $offered = $operands[$command]
  }
  foreach ($each in $offered) {
    $word, $tip = $each -split '\\|', 2
    if ($word -notlike "$wordToComplete*") { continue }
    if (-not $tip) { $tip = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $tip)
  }
}
`;
}

function valueRow(command: string, { name, value }: OfferedFlag): readonly string[] {
  return value?.offer.kind === 'words' ? [row(`${command} --${name}`, list(value.offer.words))] : [];
}

function operandRow({ name, operands: [operand] }: OfferedCommand): readonly string[] {
  return operand?.offer.kind === 'words' ? [row(name, list(operand.offer.words))] : [];
}

function row(key: string, value: string): string {
  return `    ${quoted(key)} = ${value}`;
}

function list(words: readonly Offered[]): string {
  return `@(\n${words.map((each) => `      ${quoted(each.join('|'))}`).join(',\n')}\n    )`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';

import { toAppError, type JvmCommand, type ProcessRef } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { usePaletteSource } from '../../commands/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import { Button, CodeBlock, ComboBox, ConfirmDialog, ErrorNotice, Play } from '../../ui/index.ts';
import { Asked } from '../asked.tsx';
import { useAsk } from '../use-ask.ts';
import { CommandHelpView } from './command-help-view.tsx';
import { commandOf, completeCommand } from './complete-command.ts';

const PALETTE_LIMIT = 20;

/** Any command that this JVM's own help lists. */
export function CommandsView({ process }: { readonly process: ProcessRef }): ReactElement {
  const api = useApi();
  const look = useContextLook(process.context);
  const [line, setLine] = useState('');
  const [isConfirming, setConfirming] = useState(false);
  const commands = useQuery({
    queryKey: ['jvm', 'commands', process],
    queryFn: ({ signal }) => api.jvm.commands(process, { signal }),
    staleTime: Infinity,
    retry: false,
  });
  const all = commands.data ?? [];
  const command = all.find(({ name }) => name === commandOf(line));
  const help = useQuery({
    queryKey: ['jvm', 'command help', process, command?.name],
    queryFn: ({ signal }) => api.jvm.commandHelp({ ...process, command: command?.name ?? '' }, { signal }),
    enabled: command !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const running = useAsk(async (typed: string, signal) => ({
    line: typed,
    ...(await api.jvm.run({ ...process, command: typed }, { signal })),
  }));
  usePaletteSource({
    id: 'jvm.commands',
    section: 'jcmd',
    find: (query) =>
      all
        .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
        .slice(0, PALETTE_LIMIT)
        .map(({ name }) => ({ id: name, title: name, detail: `process ${process.pid}`, perform: () => setLine(name) })),
  });
  const send = (): void => {
    setConfirming(false);
    running.ask(line.trim());
  };
  const ask = (): void => {
    if (needsConfirmation(command)) setConfirming(true);
    else send();
  };
  const reason =
    line.trim() === ''
      ? 'Type a command first.'
      : command === undefined
        ? 'This JVM’s help does not list such a command.'
        : undefined;
  return (
    <section className="jvm-view" aria-label="jcmd">
      <form
        className="jvm-command"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason === undefined) ask();
        }}
      >
        <ComboBox
          label={`jcmd ${process.pid}`}
          isMono
          value={line}
          onChange={setLine}
          placeholder="GC.heap_info"
          options={completeCommand(line, all, help.data)}
          isLoading={commands.isLoading || help.isLoading}
        />
        <Button variant="primary" icon={Play} isBusy={running.isBusy} disabledReason={reason} onPress={ask}>
          Run
        </Button>
      </form>
      {commands.error === null ? undefined : (
        <ErrorNotice
          title="The JVM did not list its commands."
          fact={toAppError(commands.error).message}
          actions={[{ id: 'retry', title: 'Ask again', onPress: () => void commands.refetch() }]}
        />
      )}
      <Asked asking={running} doing="Waiting for the JVM" failed="The JVM did not do it." />
      <div className="jvm-console">
        {running.answer === undefined ? undefined : (
          <CodeBlock
            label={`Answer to ${running.answer.line}`}
            text={running.answer.text.trim() === '' ? '(no words)' : running.answer.text}
          />
        )}
        {help.data === undefined ? undefined : <CommandHelpView help={help.data} />}
      </div>
      {isConfirming ? (
        <ConfirmDialog
          isOpen
          onClose={() => setConfirming(false)}
          onConfirm={send}
          title={`Run ${commandOf(line)}?`}
          confirmLabel="Run command"
          contextColor={look.color}
          typedConfirmation={look.isProtected ? process.context : undefined}
        >
          <p>
            It changes the JVM or writes a file in its container
            {help.data?.impact === undefined ? '.' : `. Impact: ${help.data.impact}`}
          </p>
          <CodeBlock label="The same in a terminal" prompt="$" wraps text={`jcmd ${process.pid} ${line.trim()}`} />
        </ConfirmDialog>
      ) : undefined}
    </section>
  );
}

function needsConfirmation(command: JvmCommand | undefined): boolean {
  return command?.effect === 'changes';
}

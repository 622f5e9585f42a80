import type { ReactElement, ReactNode } from 'react';

import type { ContextInfo, KubeconfigFile } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { problemWords } from '../problems/index.ts';
import { Badge, CircleAlert, ContextChip, FileText, IconButton, InertText, Trash2 } from '../ui/index.ts';
import { AddKubeconfig } from './add-kubeconfig.tsx';
import { useContexts } from './contexts-provider.tsx';
import { useContextLook } from './use-context-look.ts';
import './contexts-page.css';

export interface ContextsPageProps {
  readonly onGo: (context: string) => void;
  /** What is offered beside the kubeconfigs; `isFirst`: there is nothing else to choose. */
  readonly offer: (isFirst: boolean) => ReactNode;
}

/** While no context is chosen: which there are, where they come from, and how to get more. */
export function ContextsPage({ onGo, offer }: ContextsPageProps): ReactElement {
  const { contexts, files, currentContext } = useContexts();
  const usable = contexts.filter(({ problem }) => problem === undefined);
  const broken = contexts.filter(({ problem }) => problem !== undefined);
  return (
    <main className="contexts-page">
      <div className="contexts-page-column">
        <header>
          <h1>{contexts.length === 0 ? 'No contexts yet' : 'Choose a context'}</h1>
          <p className="contexts-page-lead">
            {contexts.length === 0
              ? 'A context says which cluster, as whom, and in which Kubernetes namespace. It comes from a kubeconfig: open one, or put it where kubectl looks.'
              : 'Nothing is asked of a cluster before its context is chosen. Several can be open side by side.'}
          </p>
        </header>
        {usable.length === 0 ? offer(true) : undefined}
        {usable.length === 0 ? undefined : (
          <ul className="contexts-page-list" aria-label="Contexts">
            {usable.map((context) => (
              <li key={context.name}>
                <ContextLine
                  context={context}
                  isCurrent={context.name === currentContext}
                  onGo={() => onGo(context.name)}
                />
              </li>
            ))}
          </ul>
        )}
        {broken.length === 0 ? undefined : (
          <section>
            <h2>These cannot be used</h2>
            <ul className="contexts-page-list">
              {broken.map((context) => (
                <li key={context.name}>
                  <BrokenLine context={context} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {usable.length === 0 ? undefined : offer(false)}
        <section>
          <h2>Kubeconfig files</h2>
          <ul className="contexts-page-list">
            {files.map((file) => (
              <li key={file.path}>
                <FileLine file={file} />
              </li>
            ))}
          </ul>
          <AddKubeconfig />
        </section>
      </div>
    </main>
  );
}

function ContextLine(props: {
  readonly context: ContextInfo;
  readonly isCurrent: boolean;
  readonly onGo: () => void;
}): ReactElement {
  const { context, isCurrent, onGo } = props;
  const { color, isProtected } = useContextLook(context.name);
  return (
    <button type="button" className="context-line" onClick={onGo}>
      <span className="context-line-name">
        <ContextChip name={context.name} color={color} isProtected={isProtected} />
        {isCurrent ? <Badge hint="kubectl uses it when none is named.">current</Badge> : undefined}
        {context.insecure ? (
          <Badge state="bad" hint="insecure-skip-tls-verify: the server’s certificate is not checked.">
            not verified
          </Badge>
        ) : undefined}
      </span>
      <span className="context-line-fact" data-mono="">
        <InertText text={context.server} />
      </span>
      <span className="context-line-fact">
        <InertText text={identity(context)} />
      </span>
      <span className="context-line-fact">
        <InertText text={context.kubeNamespace} />
      </span>
    </button>
  );
}

function identity({ user, authentication, impersonates }: ContextInfo): string {
  const as = impersonates === undefined ? '' : `, as ${impersonates}`;
  return `${user} (${authentication})${as}`;
}

function BrokenLine({ context }: { readonly context: ContextInfo }): ReactElement {
  const words = context.problem === undefined ? undefined : problemWords(context.problem);
  return (
    <div className="context-line" data-broken="">
      <span className="context-line-name">
        <CircleAlert size={14} aria-hidden />
        <InertText text={context.name} />
      </span>
      <span className="context-line-fact context-line-problem">
        <InertText text={words?.fact ?? words?.title ?? ''} />
      </span>
      <span className="context-line-fact">
        <InertText text={context.file} />
      </span>
    </div>
  );
}

const ORIGINS: Readonly<Record<KubeconfigFile['origin'], string>> = {
  KUBECONFIG: 'from the environment variable KUBECONFIG',
  default: 'where kubectl looks by default',
  added: 'opened here',
  practice: 'of the practice cluster',
};

function FileLine({ file }: { readonly file: KubeconfigFile }): ReactElement {
  const api = useApi();
  const { path, origin, contexts, problem } = file;
  return (
    <div className="context-line" data-file="">
      <span className="context-line-name">
        <FileText size={14} aria-hidden />
        <span data-mono="">
          <InertText text={path} />
        </span>
      </span>
      <span className="context-line-fact">{ORIGINS[origin]}</span>
      <span className="context-line-fact">{contexts === 1 ? '1 context' : `${contexts} contexts`}</span>
      {origin === 'added' ? (
        <IconButton
          icon={Trash2}
          label="Forget this file: its contexts vanish from here, the file stays"
          size="small"
          onPress={() => void api.contexts.removeKubeconfig({ path }).catch(() => undefined)}
        />
      ) : (
        <span />
      )}
      {problem === undefined ? undefined : (
        <span className="context-line-fact context-line-problem" data-wide="">
          <InertText text={problem.message} />
        </span>
      )}
    </div>
  );
}

import { useMemo, type ReactElement } from 'react';

import type { Finding, Findings, Severity } from '../../../preload/contract/index.ts';
import {
  ArrowRight,
  Button,
  CircleCheck,
  EmptyState,
  Info,
  StateDot,
  TriangleAlert,
  type State,
} from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { evidenceView, type RecordingSelection } from '../recording-selection.ts';
import { TAB_TITLES } from '../tab-titles.ts';
import { useAnswer } from '../use-answer.ts';
import { RecordingFacts } from './recording-facts.tsx';
import './stands-out.css';

const STATES: Readonly<Record<Severity, State>> = { bad: 'bad', warning: 'waiting', note: 'unknown' };

/** What is unusual about this recording, why, and where it is to be seen; beside it the facts. */
export function WhatStandsOutTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { scope } = page;
  const findings = useAnswer(['findings', scope], (api, signal) => api.recordings.findings(scope, { signal }));
  return (
    <div className="stands-out">
      <section aria-label="What stands out">
        <Answer query={findings} what="Looking for what is unusual">
          {(data) => <FindingList page={page} data={data} />}
        </Answer>
      </section>
      <RecordingFacts overview={page.overview} />
    </div>
  );
}

function FindingList({ page, data }: { readonly page: RecordingSelection; readonly data: Findings }): ReactElement {
  const others = useMemo(() => data.rules.filter(({ outcome }) => outcome !== 'found'), [data]);
  const fine = others.filter(({ outcome }) => outcome === 'fine').length;
  return (
    <>
      {data.findings.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing stands out">
          <p>None of the {data.rules.length} rules saw anything unusual here. The flame graph shows where time went.</p>
        </EmptyState>
      ) : (
        <ul className="findings">
          {data.findings.map((finding) => (
            <FindingRow key={`${finding.rule} ${finding.title}`} page={page} finding={finding} />
          ))}
        </ul>
      )}
      {others.length === 0 ? undefined : (
        <details className="findings-rules">
          <summary>
            {fine} more rules saw nothing unusual
            {others.length > fine ? `, ${others.length - fine} could not judge from this recording` : ''}
          </summary>
          <ul>
            {others.map(({ rule, title, outcome, reason }) => (
              <li key={rule}>
                <StateDot
                  state={outcome === 'fine' ? 'good' : 'unknown'}
                  label={outcome === 'fine' ? 'fine' : 'not known'}
                  size={12}
                />
                <span>{title}</span> <small>{reason}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function FindingRow({ page, finding }: { readonly page: RecordingSelection; readonly finding: Finding }): ReactElement {
  const { severity, title, sentence, figure, threshold, source, remedy, evidence } = finding;
  return (
    <li className="finding" data-state={STATES[severity]}>
      {severity === 'note' ? (
        <Info className="finding-note" size={16} role="img" aria-label="note" />
      ) : severity === 'warning' ? (
        <TriangleAlert className="finding-warning" size={16} role="img" aria-label="warning" />
      ) : (
        <StateDot state={STATES[severity]} label={severity} size={16} />
      )}
      <div className="finding-words">
        <h3>{title}</h3>
        <p>{sentence}</p>
        {remedy === undefined ? undefined : <p className="finding-remedy">{remedy}</p>}
        <small>
          {figure}, unusual {threshold} · from {source}
        </small>
      </div>
      {evidence.page === 'overview' ? undefined : (
        <Button
          size="small"
          icon={ArrowRight}
          onPress={() => page.change(evidenceView(evidence), evidence.page)}
          aria-label={`Show ${title} in ${TAB_TITLES[evidence.page]}`}
        >
          {TAB_TITLES[evidence.page]}
        </Button>
      )}
    </li>
  );
}

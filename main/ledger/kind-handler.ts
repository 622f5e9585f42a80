import type { LedgerAction, LedgerPlan, LedgerState } from '../../preload/contract/ledger.ts';
import type { Cluster, KubeObject, Pod } from '../kube/index.ts';
import type { LedgerRecord, NewLedgerRecord } from './ledger-record.ts';

export interface HandlerSetting {
  readonly cluster: Cluster;
  readonly signal: AbortSignal;
}

/** What the owner of a kind knows about its entries. */
export interface LedgerHandler {
  /**
   * Pure. `pod` is the entry's pod as it stands in the cluster, `unread` when nobody could ask. Of a pod that is gone
   * nobody asks.
   */
  judge(record: LedgerRecord, pod: Pod | 'unread'): LedgerJudgement;
  /** Nothing is changed. */
  plan(record: LedgerRecord, action: LedgerAction, setting: HandlerSetting): Promise<LedgerPlan>;
  /** Sentences as things happen; the entry is closed by what is returned, and stays open without. */
  act(
    record: LedgerRecord,
    action: LedgerAction,
    setting: HandlerSetting,
  ): AsyncGenerator<string, 'removed' | 'stopped' | 'putBack' | undefined, undefined>;
  /** Pure: what a pod shows of this kind, whoever left it. */
  findInPod?(pod: Pod, context: string): readonly FoundRecord[];
  /** Pure: the same for Deployments, StatefulSets and DaemonSets. */
  findInWorkload?(workload: KubeObject, context: string): readonly FoundRecord[];
}

export interface LedgerJudgement {
  readonly state: LedgerState;
  readonly actions: readonly LedgerAction[];
  readonly permanent?: string;
}

/** Who and when are known to the cluster here. */
export type FoundRecord = NewLedgerRecord & { readonly at: string; readonly by: string };

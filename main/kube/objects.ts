/**
 * Kubernetes objects as they travel: JSON with text timestamps and every field the server sent. The client library's
 * classes lend only their types; its deserialiser would drop fields newer than itself.
 */
import type {
  V1ResourceAttributes,
  CoreV1Event,
  V1Container,
  V1ContainerState,
  V1ContainerStatus,
  V1EphemeralContainer,
  V1ObjectMeta,
  V1OwnerReference,
  V1Pod,
  V1PodSpec,
  V1Volume,
} from '@kubernetes/client-node';

/** The library's type with the `Date`s it invents turned back into text, read-only. */
export type Json<T> = T extends Date ? string : T extends object ? { readonly [Key in keyof T]: Json<T[Key]> } : T;

export type ObjectMeta = Json<V1ObjectMeta>;
export type OwnerReference = Json<V1OwnerReference>;
export type Pod = Json<V1Pod>;
export type PodSpec = Json<V1PodSpec>;
export type Container = Json<V1Container>;
export type EphemeralContainer = Json<V1EphemeralContainer>;
export type ContainerStatus = Json<V1ContainerStatus>;
export type ContainerState = Json<V1ContainerState>;
export type Volume = Json<V1Volume>;
export type KubeEvent = Json<CoreV1Event>;
export type ResourceAttributes = Json<V1ResourceAttributes>;

/** What every object has, known kind or not. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

export interface KubeList<Item> {
  readonly metadata?: {
    readonly resourceVersion?: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  /** Go writes an empty list in more than one way. */
  readonly items?: readonly Item[];
}

/** The cluster of KUBECONFIG through the product's own layers, and a Kubernetes namespace of one test file's own. */
import { homedir } from 'node:os';

import type { RequestContext } from '../../preload/contract/kinds.ts';
import { defaultSettings } from './fixtures.ts';

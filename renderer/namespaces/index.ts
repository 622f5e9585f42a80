export { NamespacesTab } from './namespaces-tab.tsx';
export { ProcessesTab } from './processes-tab.tsx';

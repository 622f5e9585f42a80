/**
 * YAML as kubectl reads it: version 1.1, in which `0644` is octal and `yes` is true, but without the forms that Go's
 * parser does not have (timestamps, which would become dates, and numbers to the base of 60 such as `22:22`).
 */
import { LineCounter, parseAllDocuments, type Document, type Tags } from 'yaml';

/** Aliases that a document may expand to; a bomb has millions, a hand-written file a handful. */
export const YAML_ALIAS_LIMIT = 100;

export interface YamlStream {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
}

export function parseYaml(text: string, options: { readonly uniqueKeys: boolean }): YamlStream {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    version: '1.1',
    customTags: asGo,
    lineCounter: lines,
    uniqueKeys: options.uniqueKeys,
    logLevel: 'silent',
  });
  return { documents: Array.isArray(parsed) ? parsed : [], lines };
}

function asGo(tags: Tags): Tags {
  return tags.filter(
    (tag) => typeof tag === 'string' || !(tag.tag === 'tag:yaml.org,2002:timestamp' || tag.format === 'TIME'),
  );
}

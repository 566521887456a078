/** What is published at this moment: the content, the answers from it, its files. Other content takes its place at once. */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Content } from '../catalog/content.ts';
import { formFilesOf, type FormFiles } from './form-files.ts';

/** All that is made from content. */
export interface Published {
  readonly content: Content;
  readonly catalog: Catalog;
  readonly forms: FormFiles;
}

/** What is published, and the way to publish something else. Nobody is served meanwhile: the console sees to it. */
export interface Publishing {
  readonly now: Watchable<Published>;
  /** The files of what is published when they are asked for. */
  readonly files: FormFiles;
  readonly publish: (content: Content, folders: readonly string[]) => void;
}

/** Begins with the content that was loaded. */
export function startPublishing(
  first: { readonly content: Content; readonly folders: readonly string[] },
  catalogOf: (content: Content) => Catalog,
): Publishing {
  const made = (content: Content, folders: readonly string[]): Published => ({
    content,
    catalog: catalogOf(content),
    forms: formFilesOf(folders, content.attachments.values()),
  });
  const now = new Watched(made(first.content, first.folders));
  return {
    now,
    files: { byHash: (sha256) => now.current.forms.byHash(sha256) },
    publish: (content, folders) => now.set(made(content, folders)),
  };
}

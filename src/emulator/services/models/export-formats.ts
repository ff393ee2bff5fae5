import type { ModelVersion } from '../../store/resources.ts';

/** How a version can be exported: what was uploaded with artifacts gives them out again. */
export function exportFormatsOf({
  artifactUri,
}: Pick<ModelVersion, 'artifactUri'>): { id: string; exportableContents: string[] }[] {
  return artifactUri === '' ? [] : [{ id: 'custom-trained', exportableContents: ['ARTIFACT'] }];
}

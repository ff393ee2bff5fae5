import { ReleaseError } from '../errors/error.ts';
import type { Evaluations } from '../ports/evaluations.ts';
import { isJsonObject, textOf, type VertexRoutes } from './vertex-routes.ts';

/** ModelService's evaluations behind the port. */
export function googleEvaluations(routes: VertexRoutes): Evaluations {
  return {
    async list(version) {
      const found = await routes.list(
        {
          method: 'ModelService.ListModelEvaluations',
          resource: version,
          class: 'read',
          path: `${version}/evaluations`,
        },
        'modelEvaluations',
      );
      return found.map(({ name, displayName, metadata }) => ({
        name: textOf(name),
        displayName: textOf(displayName),
        metadata: isJsonObject(metadata) ? metadata : {},
      }));
    },

    async add(version, modelEvaluation) {
      const made = await routes.send({
        method: 'ModelService.ImportModelEvaluation',
        resource: version,
        class: 'once',
        verb: 'POST',
        path: `${version}/evaluations:import`,
        body: { modelEvaluation },
      });
      const name = textOf(made['name']);
      if (name === '') throw new ReleaseError('API_FAILED', 'an imported evaluation has no name');
      return name;
    },

    async listSlices(evaluation) {
      return await routes.list(
        {
          method: 'ModelService.ListModelEvaluationSlices',
          resource: evaluation,
          class: 'read',
          path: `${evaluation}/slices`,
        },
        'modelEvaluationSlices',
      );
    },

    async addSlices(evaluation, slices) {
      await routes.send({
        method: 'ModelService.BatchImportModelEvaluationSlices',
        resource: evaluation,
        class: 'once',
        verb: 'POST',
        path: `${evaluation}/slices:batchImport`,
        body: { modelEvaluationSlices: slices },
      });
    },
  };
}

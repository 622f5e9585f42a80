export { createRecipes } from './create-recipes.ts';

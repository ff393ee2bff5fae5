/** Of this program; a test holds it equal to the version of the package. */
export const version = '0.1.0';

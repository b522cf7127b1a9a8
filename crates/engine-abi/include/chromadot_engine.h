/* The C ABI between Chromadot and its engine.
 *
 * An engine is a shared library that exports the eight functions below. It runs one kind of thing: a
 * network that turns planes of numbers (lightness, hints) into two planes of colour. Pictures, files
 * and hosts stay on the other side.
 *
 * Buffers are the caller's, before and after each call; an engine copies what it keeps. Floats are
 * IEEE 754 single precision in the machine's byte order. Text is UTF-8 with a length, not terminated.
 * On failure a function returns a status other than CHROMADOT_OK, leaves everything it would have
 * written untouched unless said otherwise, and keeps a sentence for chromadot_engine_last_error.
 * No function ever unwinds, aborts or prints.
 *
 * Every function may be called from any thread. Calls on one model wait for each other; calls on
 * different models share one compute thread and wait likewise. The library must never be unloaded.
 *
 * crates/engine-abi/tests/header.rs compiles a C program against this header and runs it on an engine.
 */
#ifndef CHROMADOT_ENGINE_H
#define CHROMADOT_ENGINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CHROMADOT_ENGINE_ABI 5

#define CHROMADOT_OK 0
#define CHROMADOT_BAD_CALL 1      /* an argument does not fit: sizes, null pointers, options */
#define CHROMADOT_BAD_MODEL 2     /* weights that are damaged or of another network */
#define CHROMADOT_NO_DEVICE 3     /* the device asked for cannot be used */
#define CHROMADOT_OUT_OF_MEMORY 4 /* on the device or in main memory */
#define CHROMADOT_INTERNAL 5      /* a fault of the engine; the model may be used again */

/* An open model. */
typedef struct chromadot_model chromadot_model;

/* The version of this ABI that the library speaks. To be called first; with another version than
 * CHROMADOT_ENGINE_ABI nothing else may be called. */
uint32_t chromadot_engine_abi(void);

/* Opens a model from the bytes of a safetensors file. `options` is the JSON of OpenOptions
 * (crates/engine-abi/src/description.rs). On success `*model` is the caller's, to be given to
 * chromadot_engine_close once. */
int32_t chromadot_engine_open(const uint8_t *weights, size_t weights_length, const char *options,
                              size_t options_length, chromadot_model **model);

/* Writes the JSON of ModelDescription: which planes the model takes, what it gives, where it runs.
 * `*length` is always set to the length of the text; a `capacity` below it is CHROMADOT_BAD_CALL. */
int32_t chromadot_engine_describe(const chromadot_model *model, char *text, size_t capacity, size_t *length);

/* Runs the network on one picture.
 * planes: channels x height x width floats, the planes that describe names, one after another;
 *         height and width are multiples of 8.
 * global: `globals` floats, as many as describe says (0 and NULL for none).
 * ab: 2 x height x width floats, a* then b* in Lab units.
 * distribution: NULL, or bins x height/4 x width/4 floats for the logits over the bins, where
 *         describe names any. */
int32_t chromadot_engine_run(chromadot_model *model, const float *planes, uint32_t channels, uint32_t height,
                             uint32_t width, const float *global, uint32_t globals, float *ab,
                             float *distribution);

/* Says where colour flows in a photograph, for a model of which describe says that it does.
 * lightness: height x width floats, L from 0 to 100; height and width are multiples of 8.
 * flow: 5 x height x width floats, all but the fourth above 0: how easily colour flows to the cell on the right, to
 *         the cell below, how colourful each cell is beside others of the same thing, how much lighter (1 for 50 L) it
 *         counts than it is where hints tell how colour goes with lightness, and which part of that it takes. */
int32_t chromadot_engine_flow(chromadot_model *model, const float *lightness, uint32_t height, uint32_t width,
                              float *flow);

/* Closes a model and gives its memory back. NULL does nothing. */
void chromadot_engine_close(chromadot_model *model);

/* Writes the JSON list of DeviceReport: every device, each tried by a small convolution. `*length`
 * and `capacity` as in chromadot_engine_describe. */
int32_t chromadot_engine_devices(char *text, size_t capacity, size_t *length);

/* Copies at most `capacity` bytes of the sentence about this thread's latest failure and returns its
 * whole length; 0 when nothing has failed. */
size_t chromadot_engine_last_error(char *text, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif

/* An engine called from C by the header's own prototypes. header.rs compiles this, links it with an
 * engine that gives the first spread (or bare) hints back in Lab units, and reads what it prints. */
#include "chromadot_engine.h"
#include "chromadot_engine.h" /* twice, on purpose */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEIGHT 8
#define WIDTH 16
#define AREA (HEIGHT * WIDTH)
#define UNTOUCHED (-1234.5f)

static const char OPTIONS[] =
    "{\"device\":\"cpu\",\"threads\":1,\"precision\":\"auto\",\"network\":{\"base_width\":16,"
    "\"head\":\"none\",\"global_hints\":false,\"mask_offset\":0.5,\"output_scale\":110.0,\"scales\":[]}}";

static void expect(int holds, const char *what)
{
    if (!holds) {
        printf("FAILED %s\n", what);
        exit(1);
    }
}

static void expect_error(int32_t status, int32_t expected, const char *part)
{
    char text[512];
    size_t length = chromadot_engine_last_error(text, sizeof text - 1);
    expect(status == expected, part);
    expect(length < sizeof text, part);
    text[length] = '\0';
    if (strstr(text, part) == NULL) {
        printf("FAILED '%s' lacks '%s'\n", text, part);
        exit(1);
    }
}

static void print_constants(void)
{
    printf("CHROMADOT_ENGINE_ABI %d\n", CHROMADOT_ENGINE_ABI);
    printf("CHROMADOT_OK %d\n", CHROMADOT_OK);
    printf("CHROMADOT_BAD_CALL %d\n", CHROMADOT_BAD_CALL);
    printf("CHROMADOT_BAD_MODEL %d\n", CHROMADOT_BAD_MODEL);
    printf("CHROMADOT_NO_DEVICE %d\n", CHROMADOT_NO_DEVICE);
    printf("CHROMADOT_OUT_OF_MEMORY %d\n", CHROMADOT_OUT_OF_MEMORY);
    printf("CHROMADOT_INTERNAL %d\n", CHROMADOT_INTERNAL);
}

static chromadot_model *open_model(void)
{
    chromadot_model *model = NULL;
    size_t length = strlen(OPTIONS);
    int32_t status = chromadot_engine_open(NULL, 3, OPTIONS, length, &model);
    expect_error(status, CHROMADOT_BAD_CALL, "weights is a null pointer");
    status = chromadot_engine_open(NULL, 0, "{", 1, &model);
    expect_error(status, CHROMADOT_BAD_CALL, "options: ");
    status = chromadot_engine_open(NULL, 0, OPTIONS, length, NULL);
    expect_error(status, CHROMADOT_BAD_CALL, "model is a null pointer");
    expect(model == NULL, "a failed open leaves the place untouched");
    status = chromadot_engine_open((const uint8_t *)"abc", 3, OPTIONS, length, &model);
    expect(status == CHROMADOT_OK, "open");
    expect(model != NULL, "a model is given");
    return model;
}

static void panic(void)
{
    static const char panicking[] =
        "{\"device\":\"panic\",\"threads\":1,\"precision\":\"auto\",\"network\":{\"base_width\":16,"
        "\"head\":\"none\",\"global_hints\":false,\"mask_offset\":0.5,\"output_scale\":110.0}}";
    chromadot_model *model = NULL;
    int32_t status = chromadot_engine_open(NULL, 0, panicking, strlen(panicking), &model);
    expect_error(status, CHROMADOT_INTERNAL, "told to panic");
    expect(model == NULL, "a panic leaves the place untouched");
}

static void describe(const chromadot_model *model)
{
    char text[1024];
    size_t length = 0, again = 0;
    int32_t status = chromadot_engine_describe(model, NULL, 0, &length);
    expect_error(status, CHROMADOT_BAD_CALL, "bytes are needed for the text");
    expect(length > 0 && length < sizeof text, "the length is stated though the text does not fit");
    memset(text, '#', sizeof text);
    expect(chromadot_engine_describe(model, text, length - 1, &again) == CHROMADOT_BAD_CALL, "one byte too few");
    expect(again == length && text[0] == '#', "nothing is written where not all fits");
    expect(chromadot_engine_describe(model, text, length, &again) == CHROMADOT_OK, "just enough room");
    expect(again == length && text[0] == '{' && text[length - 1] == '}', "the text is one object");
    expect(text[length] == '#', "nothing is written behind the text");
    status = chromadot_engine_describe(model, text, length, NULL);
    expect_error(status, CHROMADOT_BAD_CALL, "length is a null pointer");
    status = chromadot_engine_describe(NULL, text, length, &again);
    expect_error(status, CHROMADOT_BAD_CALL, "model is a null pointer");
    printf("description %.*s\n", (int)length, text);
}

static float planes[4 * AREA], ab[2 * AREA], distribution[1];

/* Runs without global hints and distribution. */
static int32_t run_plain(chromadot_model *model, uint32_t channels, uint32_t height, uint32_t width)
{
    return chromadot_engine_run(model, planes, channels, height, width, NULL, 0, ab, NULL);
}

static void run_wrongly(chromadot_model *model)
{
    const float global[1] = {0.0f};
    const uint32_t huge = UINT32_MAX - 7;
    int32_t status;
    for (int i = 0; i < 2 * AREA; i++)
        ab[i] = UNTOUCHED;
    distribution[0] = UNTOUCHED;

    expect_error(run_plain(model, 7, HEIGHT, WIDTH), CHROMADOT_BAD_CALL, "takes 4 planes");
    expect_error(run_plain(model, 4, 7, WIDTH), CHROMADOT_BAD_CALL, "multiples of 8");
    expect_error(run_plain(model, 4, 0, WIDTH), CHROMADOT_BAD_CALL, "multiples of 8");
    expect_error(run_plain(model, 4, huge, huge), CHROMADOT_BAD_CALL, "multiples of 8");
    expect_error(run_plain(NULL, 4, HEIGHT, WIDTH), CHROMADOT_BAD_CALL, "model is a null pointer");
    status = chromadot_engine_run(model, planes, 4, HEIGHT, WIDTH, global, 1, ab, NULL);
    expect_error(status, CHROMADOT_BAD_CALL, "0 global inputs");
    status = chromadot_engine_run(model, NULL, 4, HEIGHT, WIDTH, NULL, 0, ab, NULL);
    expect_error(status, CHROMADOT_BAD_CALL, "planes is a null pointer");
    status = chromadot_engine_run(model, planes, 4, HEIGHT, WIDTH, NULL, 0, NULL, NULL);
    expect_error(status, CHROMADOT_BAD_CALL, "ab is a null pointer");
    status = chromadot_engine_run(model, planes, 4, HEIGHT, WIDTH, NULL, 0, ab, distribution);
    expect_error(status, CHROMADOT_BAD_CALL, "no distribution");

    for (int i = 0; i < 2 * AREA; i++)
        expect(ab[i] == UNTOUCHED, "a failed run leaves a and b untouched");
    expect(distribution[0] == UNTOUCHED, "a failed run leaves the distribution untouched");
}

static void flow_wrongly(chromadot_model *model)
{
    static float flow[3 * AREA];
    flow[0] = UNTOUCHED;
    int32_t status = chromadot_engine_flow(model, planes, HEIGHT, WIDTH, flow);
    expect_error(status, CHROMADOT_BAD_CALL, "does not say where colour flows");
    expect(flow[0] == UNTOUCHED, "a refused flow leaves its place untouched");
}

/* A model that says where colour flows. */
static void flow(void)
{
    static const char flowing[] =
        "{\"device\":\"cpu\",\"threads\":1,\"precision\":\"auto\",\"network\":{\"base_width\":16,"
        "\"head\":\"none\",\"global_hints\":false,\"mask_offset\":0.5,\"output_scale\":110.0,\"flow_width\":8}}";
    static float flow[3 * AREA];
    chromadot_model *model = NULL;
    expect(chromadot_engine_open(NULL, 0, flowing, strlen(flowing), &model) == CHROMADOT_OK, "open");
    int32_t status = chromadot_engine_flow(model, planes, 7, WIDTH, flow);
    expect_error(status, CHROMADOT_BAD_CALL, "multiples of 8");
    status = chromadot_engine_flow(model, NULL, HEIGHT, WIDTH, flow);
    expect_error(status, CHROMADOT_BAD_CALL, "lightness is a null pointer");
    status = chromadot_engine_flow(model, planes, HEIGHT, WIDTH, NULL);
    expect_error(status, CHROMADOT_BAD_CALL, "flow is a null pointer");
    expect(chromadot_engine_flow(model, planes, HEIGHT, WIDTH, flow) == CHROMADOT_OK, "flow");
    for (int i = 0; i < 3 * AREA; i++)
        expect(flow[i] == 1.0f, "all three planes are written");
    chromadot_engine_close(model);
}

static void run(chromadot_model *model)
{
    for (int i = 0; i < 4 * AREA; i++)
        planes[i] = (float)i / 1024.0f;
    expect(run_plain(model, 4, HEIGHT, WIDTH) == CHROMADOT_OK, "run");
    for (int i = 0; i < 2 * AREA; i++)
        expect(ab[i] == 110.0f * planes[AREA + i], "the hints come back in Lab units");
}

static void devices(void)
{
    char text[4096];
    size_t length = 0;
    expect(chromadot_engine_devices(NULL, 0, &length) == CHROMADOT_BAD_CALL, "no room for the devices");
    expect(length > 0 && length <= sizeof text, "the devices' length is stated");
    expect(chromadot_engine_devices(text, sizeof text, &length) == CHROMADOT_OK, "devices");
    printf("devices %.*s\n", (int)length, text);
}

static void last_error(void)
{
    char text[8] = "#######";
    size_t length = chromadot_engine_last_error(NULL, 0);
    expect(length > 7, "the whole length is told without any room");
    expect(chromadot_engine_last_error(text, 3) == length, "the whole length is told with little room");
    expect(text[0] != '#' && text[2] != '#' && text[3] == '#', "only what fits is written");
}

int main(void)
{
    char nothing[1];
    expect(chromadot_engine_abi() == CHROMADOT_ENGINE_ABI, "the library speaks the header's version");
    expect(chromadot_engine_last_error(nothing, sizeof nothing) == 0, "nothing has failed yet");
    print_constants();
    chromadot_model *model = open_model();
    panic();
    describe(model);
    run_wrongly(model);
    flow_wrongly(model);
    run(model);
    flow();
    devices();
    last_error();
    chromadot_engine_close(model);
    chromadot_engine_close(NULL);
    puts("end reached");
    return 0;
}

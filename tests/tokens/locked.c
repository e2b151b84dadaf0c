/* SoftHSM locks no token. These are its functions, but that the login says CKR_PIN_LOCKED. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>

typedef void (*function)(void);

/* CK_FUNCTION_LIST of PKCS #11 2.40. */
struct list {
    unsigned char version[2];
    function functions[68];
};

enum { LOGIN = 18 };

static struct list own;

static unsigned long login(unsigned long session, unsigned long user, unsigned char *pin, unsigned long length) {
    (void)session, (void)user, (void)pin, (void)length;
    return 0xA4;
}

unsigned long C_GetFunctionList(struct list **found) {
    void *library = dlopen(getenv("LOCKED_LIBRARY"), RTLD_NOW);
    unsigned long (*get)(struct list **) = library ? (unsigned long (*)(struct list **))dlsym(library, "C_GetFunctionList") : NULL;
    struct list *theirs;
    unsigned long result = get ? get(&theirs) : 5;
    if (result == 0) {
        own = *theirs;
        own.functions[LOGIN] = (function)login;
        *found = &own;
    }
    return result;
}

//! Values as little-endian bytes, for messages between the page and its workers.

/// What can be written into a message and read back. Reading what was not written here gives
/// `None`, never a panic.
pub trait Wire: Sized {
    /// Appends the value.
    fn put(&self, out: &mut Vec<u8>);
    /// Takes the value from the front.
    fn take(from: &mut &[u8]) -> Option<Self>;

    /// The value alone.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.put(&mut out);
        out
    }

    /// Reads a message that holds this value and nothing else.
    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let value = Self::take(&mut bytes)?;
        bytes.is_empty().then_some(value)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Wire for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                let (head, rest) = from.split_at_checked(size_of::<$number>())?;
                *from = rest;
                Some(Self::from_le_bytes(head.try_into().ok()?))
            }
        }
    )*};
}

numbers!(u8 u32 u64 f64);

impl Wire for usize {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u64).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend_from_slice(self.as_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        let (head, rest) = from.split_at_checked(length)?;
        *from = rest;
        String::from_utf8(head.to_vec()).ok()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            None => 0u8.put(out),
            Some(value) => {
                1u8.put(out);
                value.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        match u8::take(from)? {
            0 => Some(None),
            1 => Some(Some(T::take(from)?)),
            _ => None,
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        for value in self {
            value.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        // Every value takes a byte at least: a length beyond the message is a lie.
        if length > from.len() {
            return None;
        }
        (0..length).map(|_| T::take(from)).collect()
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<A: Wire, B: Wire, C: Wire> Wire for (A, B, C) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

/// Writes the fields of a structure in order.
macro_rules! fields {
    ($($type:ident { $($field:ident),* $(,)? })*) => {$(
        impl $crate::run::wire::Wire for $type {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::run::wire::Wire::put(&self.$field, out);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::run::wire::Wire::take(from)?),* })
            }
        }
    )*};
}
pub(crate) use fields;

/// Numbers the variants of an enumeration in order; their fields follow.
macro_rules! variants {
    ($type:ident { $($number:literal = $variant:ident $({ $($field:ident),* })? $(($($inner:ident),*))?,)* }) => {
        impl $crate::run::wire::Wire for $type {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? $(($($inner),*))? => {
                        $crate::run::wire::Wire::put(&($number as u8), out);
                        $($($crate::run::wire::Wire::put($field, out);)*)?
                        $($($crate::run::wire::Wire::put($inner, out);)*)?
                    })*
                }
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                match <u8 as $crate::run::wire::Wire>::take(from)? {
                    $($number => {
                        $($(let $field = $crate::run::wire::Wire::take(from)?;)*)?
                        $($(let $inner = $crate::run::wire::Wire::take(from)?;)*)?
                        Some(Self::$variant $({ $($field),* })? $(($($inner),*))?)
                    })*
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use variants;

//! Many small numbers in little room.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A list of numbers, seven bits to a byte: most of those kept here take one byte or two.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Numbers(Box<[u8]>);

impl Numbers {
    /// The numbers in their order. Bytes that were cut off in a number give none for it.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let mut rest = self.0.iter();
        std::iter::from_fn(move || {
            let (mut number, mut shift) = (0_usize, 0_u32);
            loop {
                let byte = *rest.next()?;
                number |= usize::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
                if byte & 0x80 == 0 {
                    return Some(number);
                }
                shift += 7;
            }
        })
    }

    /// Numbers that never fall, each kept as its distance from the one before.
    pub fn rising(numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut last = 0;
        numbers
            .into_iter()
            .map(|number| {
                let distance = number.saturating_sub(last);
                last = number;
                distance
            })
            .collect()
    }

    /// What [`Numbers::rising`] was given.
    pub fn risen(&self) -> impl Iterator<Item = usize> + '_ {
        self.iter().scan(0_usize, |last, distance| {
            *last = last.saturating_add(distance);
            Some(*last)
        })
    }
}

impl FromIterator<usize> for Numbers {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut bytes = Vec::new();
        for mut number in numbers {
            while number >= 0x80 {
                bytes.push(0x80 | u8::try_from(number & 0x7F).unwrap_or(0));
                number >>= 7;
            }
            bytes.push(u8::try_from(number).unwrap_or(0));
        }
        Self(bytes.into())
    }
}

impl fmt::Debug for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Numbers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Numbers, E> {
                Ok(Numbers(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were() {
        let all = [0, 1, 127, 128, 300, 16_383, 16_384, usize::MAX];
        let numbers: Numbers = all.into_iter().collect();
        assert_eq!(numbers.iter().collect::<Vec<_>>(), all);
        let rising = Numbers::rising(all);
        assert_eq!(rising.risen().collect::<Vec<_>>(), all);
        let bytes = postcard::to_stdvec(&rising).unwrap();
        assert_eq!(postcard::from_bytes::<Numbers>(&bytes).unwrap(), rising);
        assert_eq!(Numbers([0x80, 0x80].into()).iter().count(), 0);
        assert_eq!(Numbers([0xFF; 40].into()).iter().count(), 0);
    }
}
